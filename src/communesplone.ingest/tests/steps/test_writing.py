from communesplone.ingest import report


def test_first(bring, integration):
    run = bring("wordpress", "wordpress.zip")
    print(run.state, run.problem, report.fates(run), report.counts(run))
    for line in report.lines(run, "fr"):
        print(line)
    for b in integration["portal"].portal_catalog():
        print(b.getPath(), b.portal_type, b.review_state)
    print(integration["portal"]["vivre-ici"]["dechets"].text.raw)
    print(integration["portal"]["vivre-ici"]["en-images"].text.raw)
    print(integration["portal"]["contact"].text.raw)
    run = bring("plone", "plone.zip")
    print(run.state, run.problem, report.fates(run), report.counts(run))
    for line in report.lines(run, "fr"):
        print(line)
    assert 0
