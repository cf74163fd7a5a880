"""What the commands rely on: one transaction for a site and all that belongs to it."""

CREATION = """
from communesplone.cli.zope import in_next_commit
from communesplone.core.reference import find
from communesplone.policy.sites import create_commune

def refuse():
    raise ValueError("no host for you")

try:
    with in_next_commit(refuse):
        create_commune(app, find("bertrix"), site_id="bertrix", language="fr")
except ValueError as error:
    print(error)
"""


def test_what_fails_at_the_end_of_a_creation_leaves_nothing_of_the_site(command):
    assert "no host for you" in command("shell", input=CREATION).stdout
    assert "bertrix" not in [site["id"] for site in command("list", "--json").json["sites"]]


def test_what_is_not_committed_in_the_shell_is_forgotten(command):
    command("shell", "namur", input="portal.title = 'Lost'")
    assert command("show", "namur", "--json").json["site"]["title"] == "Namur"


def test_what_is_committed_in_the_shell_is_kept(command):
    command("shell", "hub", input="portal.description = 'Kept'; commit()")
    shown = command("shell", "hub", input="print(portal.description)")
    assert shown.stdout == "Kept\n"


CONFLICT = """
import transaction, Zope2
from communesplone.cli.zope import commit

attempts = []

def work():
    attempts.append(app.title)
    if len(attempts) == 1:
        other = Zope2.DB.open(transaction.TransactionManager())
        other.root()["Application"].title = "Written meanwhile"
        other.transaction_manager.commit()
        other.close()
    app.title = app.title + ", then here"

commit(app, work, "test")
print(attempts, app.title)
"""


def test_a_transaction_that_somebody_else_overtook_is_done_again_on_what_they_wrote(command):
    done = command("shell", input="app.title = 'Before'; commit()\n" + CONFLICT)
    assert done.stdout == ("['Before', 'Written meanwhile'] Written meanwhile, then here\n")
