"""What counts as a change."""

from app.audit.rules import FieldChange, differences


def test_only_fields_whose_words_differ_are_changes():
    assert differences({"Date": "1 May", "Kind": "Call"}, {"Date": "2 May", "Kind": "Call"}) == [
        FieldChange("Date", "1 May", "2 May")
    ]


def test_a_field_that_came_or_went_is_a_change_from_or_to_nothing():
    assert differences({"Old": "x"}, {"New": "y"}) == [FieldChange("New", "", "y"), FieldChange("Old", "x", "")]


def test_an_empty_field_that_is_named_only_once_is_no_change():
    assert differences({"Notes": ""}, {}) == []
