"""What is settled by the Host header, the method and the text of a request."""

import pytest


@pytest.mark.parametrize("host", ["NAMUR.localhost", "namur.localhost.", "Namur.LocalHost.:80"])
def test_host_is_compared_without_case_dot_and_usual_port(visit, host):
    answer = visit(host).request("/login")
    assert answer.status_code == 200
    assert "http://namur.localhost/" in answer.text
    assert "NAMUR" not in answer.text


@pytest.mark.parametrize(
    "host", ["liege.localhost", "localhost", "127.0.0.1", "namur", "x.namur.localhost"]
)
def test_unmapped_host_is_misdirected(visit, host):
    browser = visit("namur")
    browser.host = host
    answer = browser.request("/")
    assert answer.status_code == 421
    assert browser.request("/namur").status_code == 421


@pytest.mark.parametrize("host", ["", "namur.localhost/x", "na mur", "namur.localhost:x", "é"])
def test_host_that_is_none_is_a_bad_request(visit, host):
    browser = visit("namur")
    browser.host = host
    assert browser.request("/").status_code == 400


def test_forwarded_host_changes_nothing(visit):
    answer = visit("namur").get("/login", headers={"X-Forwarded-Host": "durbuy.localhost"})
    assert "http://namur.localhost/" in answer.text


@pytest.mark.parametrize("user", [None, ("root", "correct horse")])
@pytest.mark.parametrize("path", ["/", "/sitemap?a=1&b=%C3%A9", "/a%20b/c%3Fd", "//durbuy.evil/"])
def test_secondary_host_redirects_for_good_to_the_main_one(visit, path, user):
    answer = visit("www.namur.localhost", user).request(path)
    assert answer.status_code == 301
    assert answer.location == f"http://namur.localhost{path}"
    assert visit("namur", user).request(path).status_code != 301


def test_port_is_kept_by_the_redirect(visit):
    answer = visit("www.namur.localhost:9000").request("/x")
    assert answer.location == "http://namur.localhost:9000/x"


def test_form_sent_to_a_secondary_host_is_sent_again_with_its_body(visit):
    answer = visit("www.namur.localhost").post("/login", {"a": "1"})
    assert (answer.status_code, answer.location) == (308, "http://namur.localhost/login")


def test_zope_root_is_for_this_machine_only(visit):
    browser = visit("zope.localhost", ("root", "correct horse"))
    assert browser.request("/manage_main").status_code == 421
    browser.extra_environ["REMOTE_ADDR"] = "127.0.0.1"
    assert browser.request("/manage_main").status_code == 200
    assert browser.request("/namur/portal_catalog/manage_main").status_code == 200
    browser.extra_environ["HTTP_X_FORWARDED_FOR"] = "127.0.0.1"
    assert browser.request("/manage_main").status_code == 421


@pytest.mark.parametrize(
    "path",
    [
        "/%ff",
        "/sitemap?x=%ff",
        "/sitemap?x=%00",
        "/a%0d%0ab",
        "/++api++/@navigation?expand.navigation.depth=99999999999999999999",
        "/++api++/@navigation?expand.navigation.depth:int=6",
        "/++api++/@search?b_size=many",
        "/++api++/@search?b_start=-1",
    ],
)
def test_senseless_text_is_a_bad_request(visit, path):
    assert visit("namur").request(path).status_code == 400


@pytest.mark.parametrize("path", ["/", "/sitemap", "/login"])
def test_head_answers_as_get_without_a_body(visit, path):
    head, get = (visit("namur").request(path, method=method) for method in ("HEAD", "GET"))
    assert (head.status_code, head.content_type) == (get.status_code, get.content_type)
    assert head.body == b""


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "PROPFIND", "MKCOL", "LOCK", "COPY", "MOVE", "TRACE"]
)
def test_method_of_webdav_is_refused(visit, method):
    answer = visit("namur", ("root", "correct horse")).request("/", method=method)
    assert answer.status_code == 405


def test_every_answer_has_the_security_headers_and_no_banner(visit):
    for path, host in [("/", "namur"), ("/nothing", "namur"), ("/", "x.localhost")]:
        headers = visit(host).request(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "X-Powered-By" not in headers


@pytest.mark.parametrize("accept", ["x/jsonp", "text/html, notjson", "application/json, */*"])
@pytest.mark.parametrize("path", ["/picture.png", "/++api++picture.png", "/x++api++/picture.png"])
def test_an_upload_that_the_api_does_not_take_is_refused_before_it_is_read(visit, accept, path):
    visitor = visit("namur", ("root", "correct horse"))
    answer = visitor.request(path, method="PUT", headers=[("Accept", accept)])
    assert answer.status_code == 405
