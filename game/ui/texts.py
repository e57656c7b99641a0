"""The shapes of the texts that players read: which there are, screen by screen."""

import msgspec


class _Screen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of one screen; names in braces are filled in with `str.format`."""


class Common(_Screen, frozen=True):
    """Words that several screens share."""

    up: str
    down: str
    choose: str
    back: str
    on: str
    off: str


class Title(_Screen, frozen=True):
    """The title."""

    tagline: str
    start: str
    attract: str
    evening: str


class Ready(_Screen, frozen=True):
    """Taking a seat and getting ready."""

    title: str
    free_seat: str
    is_ready: str
    both: str
    both_keys: str
    take_back: str
    take_back_key: str
    take_back_twice: str
    begin: str
    device_channel: str
    device_keyboard: str
    device_sim: str
    device_file: str


class Join(_Screen, frozen=True):
    """What a player can set at the seat."""

    ready: str
    own_sound: str
    own_sound_hint: str
    left_handed: str
    feel: str
    feel_gentle: str
    feel_true: str
    feel_hint: str
    friend: str
    swap: str
    home: str
    home_again: str
    small: str
    """How a kit with fewer than four pads steers."""


class Pause(_Screen, frozen=True):
    """The rest card."""

    title: str
    resume: str
    leave: str
    leave_again: str
    leave_hint: str
    feel_hint: str
    volume: str
    motion: str
    motion_full: str
    motion_calm: str
    language: str
    language_name: str
    """The language's name in itself."""


class Cable(_Screen, frozen=True):
    """The card while a round waits for a kit."""

    away: str
    todo: str
    kept: str
    back: str
    go_on: str


class Best(_Screen, frozen=True):
    """This pair's best."""

    line: str
    new: str


class Outcome(_Screen, frozen=True):
    """The result card."""

    found: str
    found_at_once: str
    never: str
    no_score: str
    no_score_alone: str
    warm_top: str
    warm_high: str
    warm_middle: str
    warm_low: str
    warm_none: str
    tempo: str
    together: str
    hits: str
    journey: str
    ahead: str
    part_tempo: str
    part_phase: str
    part_groove: str
    part_balance: str
    lanterns: str
    one_heart: str
    again: str
    home: str
    ms: str
    nothing: str


class OutingTexts(_Screen, frozen=True):
    """An evening in three rounds: between two rounds, and the page at the end."""

    dusk: str
    path: str
    dawn: str
    stay: str
    """The kits play for the other side now; nobody has to move."""
    ready: str
    ready_small: str
    enough: str
    title: str
    grown: str
    longest: str
    lanterns: str
    lanterns_gold: str
    found: str
    held: str
    together: str
    ahead: str
    seconds: str
    percent: str
    both_led: str
    not_played: str


class BadgeWords(_Screen, frozen=True):
    """What was special about a round: a sentence for each badge."""

    middle: str
    turns: str
    gaps: str
    double: str
    breath: str
    fast: str
    slow: str
    gold: str
    heart: str
    grew: str
    returned: str
    kept: str
    at_once: str
    lanterns: str
    close: str


class Notice(_Screen, frozen=True):
    """One-sentence notices."""

    no_sound: str
    sound_gone: str
    sound_back: str
    no_midi: str
    plain_sound: str
    unplugged: str
    plugged: str
    held: str
    """A kit that another program uses."""
    rest: str
    rest_back: str
    rest_four: str
    """How kits without a pad to go back ask for a rest."""
    rest_either: str
    """Where one kit has such a pad and the other has none."""
    muted: str
    volume: str


class SettingsTexts(_Screen, frozen=True):
    """The settings."""

    title: str
    sound: str
    all_sound: str
    band: str
    band_full: str
    band_soft: str
    seats: str
    swap: str
    sound_hint: str
    seats_hint: str
    window: str
    window_fitting: str
    window_full: str
    window_hint: str
    keyboard: str
    keys: str
    keys_hint: str
    press: str
    press_or_strokes: str
    not_this: str
    moved: str
    no_key: str
    test: str
    first_keys: str
    first_keys_again: str
    credits: str


class Pads(_Screen, frozen=True):
    """What each pad is called."""

    kick: str
    snare: str
    snare_rim: str
    tom1: str
    tom2: str
    tom3: str
    hat_closed: str
    hat_open: str
    hat_pedal: str
    crash: str
    ride: str


class RolloverTexts(_Screen, frozen=True):
    """The keyboard test."""

    hold: str
    let_go: str
    heard: str
    whole: str
    lost: str
    advice: str
    leave: str
    again: str


class CreditsTexts(_Screen, frozen=True):
    """Who made what."""

    drums: str
    band: str
    fonts: str
    program: str
    changed: str
    licences: str


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language."""

    common: Common
    title: Title
    ready: Ready
    join: Join
    pause: Pause
    cable: Cable
    best: Best
    result: Outcome
    outing: OutingTexts
    badge: BadgeWords
    notice: Notice
    settings: SettingsTexts
    pads: Pads
    rollover: RolloverTexts
    credits: CreditsTexts
