from communesplone.core.drawing import draw
from communesplone.core.drawing import draw_stairs
from communesplone.core.drawing import Series
from lxml import etree


SVG = "{http://www.w3.org/2000/svg}"


def drawn(*values, labels=("1", "2", "3")):
    series = [Series(tuple(one), f"s{at}") for at, one in enumerate(values)]
    return etree.fromstring(draw("c", "Lues <b>", "Le plus & tout", labels, series, 640))


def test_a_drawing_has_a_name_and_a_description():
    svg = drawn([1, 2, 3])
    assert svg.get("role") == "img"
    for one in svg.get("aria-labelledby").split():
        assert svg.xpath(f"//*[@id='{one}']")
    assert svg.findtext(f"{SVG}title") == "Lues <b>"
    assert svg.findtext(f"{SVG}desc") == "Le plus & tout"


def test_a_line_stops_where_there_is_no_value_and_goes_on_after():
    (path,) = drawn([1, None, 3]).xpath("//*[@class='s0']/*[local-name()='path']")
    assert path.get("d").count("M") == 2


def test_nothing_is_drawn_of_nothing():
    assert not drawn([None, None, None]).xpath("//*[@class='s0']")


def test_labels_that_would_touch_are_left_out():
    labels = tuple(str(n) for n in range(31))
    svg = drawn(list(range(31)), labels=labels)
    assert 5 < len(svg.xpath("//*[@text-anchor='middle']")) < 31


def test_no_value_leaves_the_drawing():
    svg = drawn([0, 4017, 12])
    ys = [float(dot.get("cy")) for dot in svg.iter(f"{SVG}circle")]
    assert min(ys) >= 0
    assert max(ys) <= 190


def stairs(*values, most=10):
    steps = [(f"m{at}", value) for at, value in enumerate(values)]
    return etree.fromstring(draw_stairs("c", "Le chemin", "De 2 à 9", steps, most, "10 & tout"))


def test_stairs_have_a_step_and_a_number_for_each_value():
    svg = stairs(2, 2, 9)
    assert [text.text for text in svg.xpath("//*[@class='value']")] == ["2", "2", "9"]
    (path,) = svg.xpath("//*[@class='steps']")
    assert path.get("d").count("H") == 3
    assert svg.xpath("//*[@class='most' and @text-anchor]")[0].text == "10 & tout"


def test_stairs_stay_under_the_dashed_line():
    (path,) = stairs(12, most=10).xpath("//*[@class='steps']")
    assert path.get("d") == "M8 22.0H292.0"


def test_stairs_without_a_step_are_drawn():
    assert not stairs().xpath("//*[@class='steps']")
