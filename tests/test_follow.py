from bot.follow import EVERY_SECONDS, Following


def test_a_part_is_made_anew_when_the_record_has_changed_and_not_before():
    state = {"version": 1, "made": 1, "now": 0.0}

    def refresh():
        state["made"] += 1

    part = Following(lambda: f"part {state['made']}", lambda: state["version"], refresh, lambda: state["now"])
    assert part.upper() == "PART 1"
    state["version"] = 2
    assert part.upper() == "PART 1"  # not asked again so soon
    state["now"] += EVERY_SECONDS
    assert part.upper() == "PART 2"
    state["now"] += EVERY_SECONDS
    assert part.upper() == "PART 2"


def test_a_running_bot_answers_from_what_another_process_ingests(own_app, tmp_path, monkeypatch):
    from bot.app import App, silent

    monkeypatch.setattr("bot.follow.EVERY_SECONDS", 0.0)
    answering = own_app.following("answering")
    assert answering.ask("How many observers will Freedonia send?").status == "not_in_corpus"
    (tmp_path / "freedonia.txt").write_text(
        "Freedonia will send forty observers to Sylvania in May, said Rufus Firefly, the foreign minister.\n"
    )
    App(own_app.settings, silent).ingest([tmp_path / "freedonia.txt"])
    assert "forty" in answering.ask("How many observers will Freedonia send?").excerpts[0].text
