from BTrees.IIBTree import IIBucket
from BTrees.OOBTree import OOBTree
from communesplone.search import postings
from communesplone.search.postings import Pages
from communesplone.search.ranking import Concept
from communesplone.search.ranking import scores_of
from communesplone.search.ranking import Way
import random


def test_no_page_left_out_is_heavier_than_a_best_one_whatever_is_written():
    chance, every, best = random.Random(1), IIBucket(), OOBTree()
    sizes = set()
    for _ in range(6000):
        docid = chance.randrange(1500)
        if docid in every and chance.random() < 0.45:
            del every[docid]
            postings.drop(best, "word", every, docid)
        else:
            every[docid] = chance.randrange(1, 256)
            postings.put(best, "word", every, docid)
        kept = best.get("word")
        if kept is not None:
            sizes.add(len(kept))
            assert all(every[docid] == weight for docid, weight in kept.items())
            left_out = max((every[d] for d in every if d not in kept), default=0)
            assert left_out <= min(kept.values())
    assert sizes
    assert postings.LEAST <= min(sizes) <= max(sizes) <= postings.MOST


def pages(weights):
    every = IIBucket(weights)
    return Pages(every, postings.heaviest(every, postings.KEPT))


def test_of_one_word_the_best_pages_of_a_large_site_are_those_of_a_full_walk():
    chance = random.Random(1)
    weights = {docid: chance.randrange(1, 256) for docid in range(4000)}
    found = scores_of([Concept([Way(pages(weights), 1.0)])], 4000)
    assert sorted(weights.values())[-300:] == sorted(weights[docid] for docid in found)[-300:]


def test_words_that_every_page_has_are_weighed_together():
    chance = random.Random(1)
    weights = [{docid: chance.randrange(1, 200) for docid in range(4000)} for _ in range(3)]
    for word in weights:
        word[77] = 255
    found = scores_of([Concept([Way(pages(word), 1.0)]) for word in weights], 4000)
    assert max(found, key=found.get) == 77


def test_a_page_with_two_frequent_words_is_found_though_it_is_the_best_of_neither():
    one = {docid: 200 for docid in range(1000)} | {5000: 1}
    other = {docid: 200 for docid in range(2000, 3000)} | {5000: 1}
    found = scores_of([Concept([Way(pages(part), 1.0)]) for part in (one, other)], 6000)
    assert 5000 in found


def test_a_rare_word_beside_one_that_every_page_has_leads_to_its_pages():
    every = {docid: 100 for docid in range(4000)} | {3999: 1}
    found = scores_of([Concept([Way(pages(part), 1.0)]) for part in (every, {3999: 50})], 4000)
    assert max(found, key=found.get) == 3999
