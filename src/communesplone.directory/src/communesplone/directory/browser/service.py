from Products.Five.browser import BrowserView


class ServiceView(BrowserView):
    pass


class ServiceLinkedData(BrowserView):
    pass
