"""How the editor of text is set in every form: tables say what their rows and columns are."""

from Products.CMFPlone.patterns.settings import PatternSettingsAdapter
import json


#: A new table begins with a row of headers, and a writer marks others; <th> in <thead>.
TABLES = {
    "table_default_header_rows": 1,
    "table_header_type": "sectionCells",
    "table_toolbar": "tablerowheader tablecolheader tablecaption"
    " | tableinsertrowbefore tableinsertrowafter tabledeleterow"
    " | tableinsertcolbefore tableinsertcolafter tabledeletecol | tabledelete",
}
#: A picture goes into the folder, never as a file into the text: static/pictures.js.
PICTURES = {"paste_data_images": False}


class EditorSettings(PatternSettingsAdapter):
    """Those of Plone; what a site has set by itself in “Other settings” stays first."""

    def tinymce(self) -> dict[str, str]:
        found = super().tinymce()
        options = json.loads(found["data-pat-tinymce"])
        options["tiny"] = {**TABLES, **PICTURES, **options.get("tiny", {})}
        return {**found, "data-pat-tinymce": json.dumps(options)}
