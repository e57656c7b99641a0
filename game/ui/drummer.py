"""The two drummers: body, head and arms. The origin is the floor under the stool; a unit at scale 1 is a stage unit."""

import math

from game.ui import svg
from game.ui.kit import PAD_PLACES
from game.ui.shapes import diamond
from game.ui.svg import Drawing, Point
from game.ui.theme import CREAM, INK, NIGHT, PLAYERS, SUIT, SUIT_DARK, SUIT_LIGHT, mix

_SKIN = (("#F4C9A0", "#E3AC80"), ("#EDBB8F", "#D69C6E"))
_HAIR = (("#3A2A3C", "#58405A"), ("#241F33", "#443B5A"))
_LIPS = "#A8403C"
_SHOULDER = (74, -312)
_BONE = 88.0
_EYES_Y = -410
_BAND_ENDS = (
    "M-64 -446C-86 -458 -104 -452 -114 -438C-98 -438 -88 -434 -80 -426C-90 -424 -98 -416 -102 -404"
    "C-84 -408 -72 -418 -62 -432Z"
)
_LOOKS = {"smile": 0, "focus": 0, "left": -4, "right": 4}
MOODS = ("smile", "focus", "joy", "left", "right")
HEAD_BOX = (-130, -560, 260, 240)


def body(player: int) -> str:
    """Return the trunk in the shared tracksuit with the player's sign on the chest."""
    colour = PLAYERS[player].main
    trunk = (
        "M-84 -318C-70 -336 -34 -344 0 -344C34 -344 70 -336 84 -318C92 -270 84 -210 76 -150L-76 -150"
        "C-84 -210 -92 -270 -84 -318Z"
    )
    shade = "M20 -343C46 -341 72 -334 84 -318C92 -270 84 -210 76 -150L36 -150C52 -210 52 -280 20 -343Z"
    return "".join((
        svg.rect(-50, -150, 100, 40, 18, NIGHT),
        svg.path(trunk, SUIT),
        svg.path(shade, SUIT_DARK),
        svg.path("M-62 -331C-64 -270 -60 -210 -56 -150", "none", CREAM, 6),
        svg.path("M62 -331C64 -270 60 -210 56 -150", "none", CREAM, 6),
        svg.line(0, -330, 0, -150, SUIT_LIGHT, 4),
        _collar(),
        svg.circle(-34, -286, 10, colour) if player == 0 else diamond(-34, -286, 12, colour),
    ))  # fmt: skip


def _collar() -> str:
    inner = svg.path("M-34 -346Q0 -322 34 -346L30 -326Q0 -302 -30 -326Z", CREAM)
    return inner + svg.path("M-34 -352Q0 -330 34 -352L33 -340Q0 -317 -33 -340Z", SUIT_DARK)


def bust(player: int, mood: str) -> str:
    """Return head and shoulders, cut off at y = -262."""
    chest = svg.path("M-104 -262C-96 -314 -64 -338 0 -344C64 -338 96 -314 104 -262Z", SUIT)
    chest += svg.path("M20 -343C70 -336 98 -312 104 -262L44 -262C48 -300 40 -326 20 -343Z", SUIT_DARK)
    piping = svg.path("M-66 -331Q-74 -300 -74 -264M66 -331Q74 -300 74 -264", "none", CREAM, 6)
    return chest + _collar() + piping + tails(player) + head(player, mood)


def empty_bust(player: int) -> str:
    """Return the outline of a drummer who has not come yet: only the headband is there."""
    colour, side = PLAYERS[player].main, 1 if player == 0 else -1
    shape = svg.path("M-104 -262C-96 -314 -64 -338 0 -344C64 -338 96 -314 104 -262Z", "none", colour, 5, 0.8)
    face = "M-58 -430C-58 -474 58 -474 58 -430C60 -384 34 -354 0 -354C-34 -354 -60 -384 -58 -430Z"
    shape += svg.path(face, NIGHT, colour, 5, 0.9)
    shape += svg.path("M-64 -448C-40 -472 40 -472 64 -448L65 -432C38 -456 -38 -456 -65 -432Z", colour, opacity=0.9)
    return shape + svg.group(f"scale({side} 1)", svg.path(_BAND_ENDS, colour, opacity=0.9))


def head(player: int, mood: str, tilt: float = 0.0) -> str:
    """Return the head with one of `MOODS`, tilted clockwise by degrees."""
    hair, _ = _HAIR[player]
    skin, dark_skin = _SKIN[player]
    face = _back_hair(player, hair)
    face += svg.circle(-58, -414, 13, dark_skin) + svg.circle(58, -414, 13, dark_skin)
    face += svg.path("M-58 -430C-58 -474 58 -474 58 -430C60 -384 34 -354 0 -354C-34 -354 -60 -384 -58 -430Z", skin)
    face += _fringe(player) + _headband(player)
    face += _joy() if mood == "joy" else _calm(mood, hair)
    face += svg.ellipse(-40, -392, 10, 6.5, "#F08A72", opacity=0.5) + svg.ellipse(
        40, -392, 10, 6.5, "#F08A72", opacity=0.5
    )
    neck = svg.rect(-17, -372, 34, 40, 14, dark_skin)
    return neck + svg.group(f"rotate({svg.number(tilt)} 0 -350)", face)


def _back_hair(player: int, hair: str) -> str:
    if player == 0:
        tousled = (
            "M-66 -424C-72 -452 -70 -472 -60 -484C-58 -490 -66 -498 -72 -500C-58 -504 -48 -502 -40 -504"
            "C-34 -512 -36 -520 -42 -526C-22 -524 -8 -518 0 -512C8 -520 20 -526 34 -526C28 -518 28 -512 32 -507"
            "C42 -508 56 -508 66 -502C60 -498 58 -492 60 -486C72 -472 72 -450 66 -418C60 -404 -58 -400 -66 -424Z"
        )
        return svg.path(tousled, hair)
    knot = svg.circle(2, -504, 25, hair) + svg.path("M-18 -498Q2 -488 22 -498", "none", PLAYERS[1].main, 8)
    locks = (
        "M-66 -430C-74 -484 -36 -498 0 -498C38 -498 74 -482 66 -428C72 -396 66 -372 58 -362L-58 -362"
        "C-66 -372 -72 -396 -66 -430Z"
    )
    return knot + svg.path(locks, hair)


def _fringe(player: int) -> str:
    hair, shine = _HAIR[player]
    if player == 0:
        front = (
            "M-62 -426C-66 -470 -40 -492 0 -490C44 -492 68 -464 62 -424C56 -440 50 -450 42 -456C34 -446 22 -442 12 -444"
            "C18 -448 20 -452 20 -458C2 -444 -22 -440 -38 -446C-50 -442 -58 -436 -62 -426Z"
        )
        return svg.path(front, hair) + svg.path("M-40 -478C-20 -492 20 -494 40 -480", "none", shine, 5)
    front = (
        "M-60 -420C-66 -466 -36 -490 0 -490C38 -490 66 -464 60 -420C54 -446 34 -458 6 -462C-2 -448 -34 -440 -48 -442"
        "C-56 -436 -58 -430 -60 -420Z"
    )
    return svg.path(front, hair) + svg.path("M-34 -478C-16 -488 14 -488 32 -480", "none", shine, 5)


def _headband(player: int) -> str:
    colours, side = PLAYERS[player], 1 if player == 0 else -1
    knot = svg.circle(-side * 66, -440, 9, mix(colours.main, colours.dark, 0.5))
    return knot + svg.path("M-64 -448C-40 -472 40 -472 64 -448L65 -432C38 -456 -38 -456 -65 -432Z", colours.main)


def tails(player: int, turn: float = 0.0) -> str:
    """Return the loose ends of the headband, which hang behind the head; `turn` lifts them by degrees."""
    side = 1 if player == 0 else -1
    ends = svg.path(_BAND_ENDS, PLAYERS[player].dark)
    return svg.group(f"scale({side} 1)", svg.group(f"rotate({svg.number(turn)} -64 -440)", ends))


def _joy() -> str:
    eyes = (
        f"M-34 {_EYES_Y + 3}Q-24 {_EYES_Y - 11} -14 {_EYES_Y + 3}M14 {_EYES_Y + 3}Q24 {_EYES_Y - 11} 34 {_EYES_Y + 3}"
    )
    return svg.path(eyes, "none", INK, 6) + svg.path("M-18 -388Q0 -360 18 -388Q0 -382 -18 -388Z", _LIPS, _LIPS, 4)


def _calm(mood: str, hair: str) -> str:
    look = _LOOKS[mood]
    shape = ""
    for x in (-24, 24):
        shape += svg.ellipse(x + look, _EYES_Y, 6.2, 8, INK) + svg.circle(x + 2 + look, _EYES_Y - 3, 2, CREAM)
    shape += svg.path("M-36 -427Q-26 -433 -16 -428M16 -428Q26 -433 36 -427", "none", hair, 5)
    mouth = "M-9 -384Q0 -381 9 -384" if mood == "focus" else "M-13 -386Q0 -375 13 -386"
    return shape + svg.path(mouth, "none", _LIPS, 5.5)


def arm(player: int, side: int, pad: str, lift: float) -> Drawing:
    """Return one arm whose stick is `lift` units above a drum; `side` -1 is the viewer's left."""
    x, y = PAD_PLACES[pad]
    tip = (x, y - lift - (4 if pad in {"hat", "crash", "ride"} else 0))
    hand, elbow = _reach(side, tip, lift)
    skin, dark_skin = _SKIN[player]
    sleeve = svg.smooth([(side * _SHOULDER[0], _SHOULDER[1]), elbow, hand], tension=0.2)
    colour = SUIT if side < 0 else mix(SUIT, SUIT_DARK, 0.55)
    (hx, hy), (ex, ey) = hand, elbow
    turn = math.atan2(tip[1] - hy, tip[0] - hx)
    bx, by = hx - 26 * math.cos(turn), hy - 26 * math.sin(turn)
    tx, ty = hx + 112 * math.cos(turn), hy + 112 * math.sin(turn)
    drawing = _around((side * _SHOULDER[0], _SHOULDER[1]), elbow, hand, (tx, ty))
    drawing.add(
        svg.path(sleeve, "none", mix(colour, INK, 0.18), 50),
        svg.path(sleeve, "none", colour, 45),
        svg.path(sleeve, "none", CREAM, 6),
        svg.line(
            hx + (ex - hx) * 0.16,
            hy + (ey - hy) * 0.16,
            hx + (ex - hx) * 0.10,
            hy + (ey - hy) * 0.10,
            PLAYERS[player].main,
            42,
        ),
        svg.line(bx, by, tx, ty, "#8A5A34", 12),
        svg.line(bx, by, tx, ty, "#F3D6A6", 8),
        svg.circle(tx, ty, 7, "#F3D6A6"),
        svg.circle(hx, hy, 22, skin),
        svg.path(svg.arc(hx, hy, 12, turn - 0.9, turn + 0.9), "none", dark_skin, 5),
    )
    return drawing


def _around(*places: Point) -> Drawing:
    """Return an empty drawing that holds these points and a sleeve's width around them."""
    left, right = min(x for x, _ in places) - 40, max(x for x, _ in places) + 40
    top, bottom = min(y for _, y in places) - 40, max(y for _, y in places) + 40
    return Drawing(left, top, right - left, bottom - top)


def _reach(side: int, tip: Point, lift: float) -> tuple[Point, Point]:
    """Return hand and elbow for a stick that points at `tip`: two bones of one length, the elbow outward."""
    sx, sy = side * _SHOULDER[0], _SHOULDER[1]
    lean = math.atan2(tip[1] - (sy + 86), tip[0] - sx * 0.4)
    hx, hy = tip[0] - 84 * math.cos(lean), tip[1] - 84 * math.sin(lean) + 10 + lift * 0.25
    hx = max(26.0, min(205.0, hx)) if side > 0 else min(-26.0, max(-205.0, hx))
    distance = math.hypot(hx - sx, hy - sy) or 1.0
    shorter = min(1.0, (2 * _BONE - 2) / distance)
    hx, hy, distance = sx + (hx - sx) * shorter, sy + (hy - sy) * shorter, distance * shorter
    out = math.sqrt(max(0.0, _BONE * _BONE - distance * distance / 4))
    nx, ny = -(hy - sy) / distance, (hx - sx) / distance
    middle = ((sx + hx) / 2, (sy + hy) / 2)
    elbows = [(middle[0] + way * nx * out, middle[1] + way * ny * out) for way in (1, -1)]
    return (hx, hy), max(elbows, key=lambda place: place[0] * side + place[1] * 0.35)
