"""What the catalog keeps of know-how, so that a list wakes nothing."""

from communesplone.hub.knowhow.content import IGuide
from communesplone.hub.knowhow.content import IQuestion
from plone.indexer import indexer
import json


@indexer(IGuide)
def about_of_guide(context: IGuide) -> tuple[str, ...]:
    """Keys of its subjects."""
    return tuple(context.about or ())


@indexer(IQuestion)
def about_of_question(context: IQuestion) -> tuple[str, ...]:
    """Keys of its subjects."""
    return tuple(context.about or ())


@indexer(IQuestion)
def facts(context: IQuestion) -> str:
    """JSON: the commune, its name, how many answers are shown, whether one helped."""
    shown = [one for one in context.answers() if is_shown(one)]
    return json.dumps(
        {
            "commune": context.commune,
            "name": context.commune_name,
            "answers": len(shown),
            "helped": context.accepted in [one.getId() for one in shown],
        }
    )


@indexer(IQuestion)
def words(context: IQuestion) -> str:
    """The text that is searched: the question and the answers that are shown."""
    texts = [one.text for one in context.answers() if is_shown(one)]
    return " ".join([context.title, context.details or "", *texts])


def is_shown(answer: object) -> bool:
    """Tell whether nobody hid an answer."""
    workflow = answer.portal_workflow
    return workflow.getInfoFor(answer, "review_state", "shown") != "hidden"
