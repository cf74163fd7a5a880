from communesplone.core.settings import settings
from communesplone.feedback.browser.question import Question
from communesplone.feedback.settings import IFeedbackSettings
from types import SimpleNamespace


def asks(context, request, **view):
    viewlet = Question(context, request, SimpleNamespace(**view), None)
    viewlet.update()
    return viewlet.available


def test_the_question_is_asked_about_pages_only(functional, page):
    request = functional["request"]
    assert asks(page, request)
    assert not asks(page, request, indexed=False)
    assert not asks(page, request, asks_feedback=False)
    assert not asks(functional["portal"], request)
    settings(IFeedbackSettings, functional["portal"]).enabled = False
    assert not asks(page, request)
