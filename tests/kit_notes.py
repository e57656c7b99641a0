"""What each kit sends, note by note, as its maker or those who measured it say."""

SENDS = {
    "2box-drumit": """
        kick 36, snare.head 41, snare.rim 42, hihat.bow 45, hihat.edge 46, hihat.pedal 47, tom1.head 50,
        tom1.rim 51, tom2.head 53, tom2.rim 54, tom3.head 57, tom3.rim 58, tom4.head 60, tom4.rim 61,
        crash1.bell 64, crash1.bow 65, crash1.edge 66, crash1.choke 67, crash2.bell 71, crash2.bow 72,
        crash2.edge 73, crash2.choke 74, ride.bell 76, ride.bow 77, ride.edge 78, ride.choke 79
    """,
    "alesis-crimson": """
        hihat.bow 8, kick 36, snare.head 38, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom1.head 48, crash1.bow 49, ride.bow 51, ride.bell
        53, crash2.bow 57, ride.edge 59
    """,
    "alesis-dm10": """
        ride.edge 25, ride.choke 26, aux4.head 28, aux4.rim 29, hihat.splash 30, hihat.closed_edge 31,
        hihat.open_edge 32, tom4.rim 33, crash1.choke 34, kick 35 36, snare.xstick 37, snare.head 38,
        snare.rim 40, tom3.rim 41, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45,
        hihat.open_bow 46, tom1.head 47, tom2.rim 48, crash1.bow 49, tom1.rim 50, ride.bow 51, china 52,
        ride.bell 53, splash 55, crash1.edge 57, tom4.head 59, aux2.head 60, aux2.rim 61, aux3.head 63,
        aux3.rim 64
    """,
    "alesis-nitro": """
        hihat.splash 21, hihat.half_bow 23, kick 36, snare.head 38, tom4.rim 39, snare.rim 40, tom4.head 41,
        hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47,
        tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.bow 57, tom3.rim 58
    """,
    "alesis-strike": """
        hihat.edge 7, hihat.bow 8 46, crash3.bow 28, kick 36, snare.xstick 37, snare.head 38, snare.rim 40,
        tom4.head 41, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 47, crash1.bow 48,
        crash1.edge 49, tom1.head 50, ride.bow 51, ride.bell 53, crash3.edge 55, crash2.edge 57, ride.edge
        59, crash2.bow 60, tom4.rim 73, tom3.rim 75, tom2.rim 80, hihat.splash 81, tom1.rim 82
    """,
    "alesis-surge": """
        hihat.splash 21, hihat.closed_edge 22, hihat.half_bow 23, kick 36, snare.head 38, tom4.rim 39,
        snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45,
        hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge
        52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "atv-ad5": """
        hihat.closed_edge 22, hihat.open_edge 26, kick 36, snare.xstick 37, snare.head 38, snare.rim 40,
        hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47,
        tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55,
        crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "audiofront-edrumin": """
        hihat.closed_edge 22, hihat.open_edge 26, kick 36, snare.xstick 37, snare.head 38, snare.rim 40,
        hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47,
        tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55,
        crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "behringer-xd8usb": """
        kick 36, snare.head 38, tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim
        50, ride.bow 51, crash2.bow 57, tom3.rim 58
    """,
    "diy": """
        hihat.closed_edge 22, hihat.open_edge 26, kick 36, snare.xstick 37, snare.head 38, snare.rim 40,
        hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47,
        tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55,
        crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "efnote": """
        hihat.closed_edge 22, hihat.open_edge 26, crash3.bow 27, crash3.edge 28, kick 36, snare.xstick 37,
        snare.head 38, tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim
        50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.bell 54, crash1.edge 55, crash2.bell 56,
        crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "gewa": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 27, aux1.rim 28, kick 36, snare.xstick 37,
        snare.head 38, tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim
        50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge
        59
    """,
    "medeli": """
        hihat.splash 21, hihat.closed_edge 22, hihat.half_bow 23, hihat.half_edge 24, hihat.open_edge 26,
        kick 36, snare.head 38, tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim
        50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge
        59
    """,
    "pearl-emerge": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 27, aux1.rim 28, kick 36, snare.xstick 37,
        snare.head 38, tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim
        50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge
        59
    """,
    "pearl-mimic": """
        kick 0 36, splash 22 23 24, splash.choke 25, crash3.bow 27 29, crash3.edge 28, crash3.choke 30,
        snare.xstick 37, snare.head 38 41 42, snare.rim 39 40, tom4.head 43 45 47, tom4.rim 44 46, tom3.head
        48 50 52, tom3.rim 49 51, tom2.head 53 55 57, tom2.rim 54 56, tom1.rim 58 61, tom1.head 59 60 62,
        hihat.splash 63, hihat.pedal 64, hihat.closed_edge 65, hihat.edge 67, hihat.bow 68, ride.choke 71
        75, ride.bow 72 76, ride.bell 73 77, ride.edge 74 78, crash1.edge 79, crash1.choke 80, crash1.bow 81
        82, crash2.bow 83 86, crash2.edge 84, crash2.choke 85
    """,
    "pearl-redbox": """
        ride.edge 25, ride.choke 26, aux4.head 28, aux4.rim 29, hihat.splash 30, hihat.closed_edge 31,
        hihat.open_edge 32, tom4.rim 33, crash1.choke 34, kick 35 36, snare.xstick 37, snare.head 38,
        snare.rim 40, tom3.rim 41, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45,
        hihat.open_bow 46, tom1.head 47, tom2.rim 48, crash1.bow 49, tom1.rim 50, ride.bow 51, china 52,
        ride.bell 53, splash 55, crash1.edge 57, tom4.head 59, aux2.head 60, aux2.rim 61, aux3.head 63,
        aux3.rim 64
    """,
    "roland-td02": """
        hihat.closed_edge 22, hihat.open_edge 26, kick 36, snare.xstick 37, snare.head 38, snare.rim 40,
        hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47,
        tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55,
        crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "roland-td07": """
        hihat.closed_edge 22, hihat.open_edge 26, kick 36, snare.xstick 37, snare.head 38, snare.rim 40,
        hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom1.head 48,
        crash1.bow 49, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, ride.edge
        59
    """,
    "roland-td1": """
        kick 36, snare.head 38, snare.rim 40, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head
        45, hihat.open_bow 46, tom1.head 48, crash1.bow 49, ride.bow 51, crash2.bow 57
    """,
    "roland-td11": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 27, aux1.rim 28, kick 36, snare.xstick 37,
        snare.head 38, snare.rim 40, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45,
        hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge
        52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "roland-td12": """
        hihat.closed_edge 22, snare.head 23 38, ride.edge 25 59, hihat.open_edge 26, aux1.head 27, aux1.rim
        28, aux2.head 29, aux2.rim 30, kick 35 36, snare.xstick 37, snare.rim 40, hihat.closed_bow 42,
        tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow
        49, tom1.rim 50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim
        58
    """,
    "roland-td17": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 27, aux1.rim 28, kick 36, snare.xstick 37,
        snare.head 38, snare.rim 40, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45,
        hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge
        52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "roland-td25": """
        hihat.closed_edge 22, snare.head 23 38, hihat.open_edge 26, aux1.head 27, aux1.rim 28, kick 36,
        snare.xstick 37, snare.rim 40, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, tom2.head 45,
        hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge
        52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "roland-td27": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 27, aux1.rim 28, aux2.head 29, aux2.rim 30,
        aux3.head 31, aux3.rim 32, kick 36, snare.xstick 37, snare.head 38, snare.rim 40, hihat.closed_bow
        42, tom3.head 43, hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48,
        crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow
        57, tom3.rim 58, ride.edge 59
    """,
    "roland-td30": """
        hihat.closed_edge 22, snare.head 23 38, ride.edge 25 59, hihat.open_edge 26, aux1.head 27, aux1.rim
        28, aux2.head 29, aux2.rim 30, aux3.head 31, aux3.rim 32, aux4.head 33, aux4.rim 34, kick 35 36,
        snare.xstick 37, tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim
        50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58
    """,
    "roland-td50": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 27, aux1.rim 28, aux2.head 29, aux2.rim 30,
        aux3.head 31, aux3.rim 32, aux4.head 33, aux4.rim 34, kick 36, snare.xstick 37, snare.head 38,
        tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44,
        tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51,
        crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "roland-td6": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 31, aux2.head 32, kick 36, snare.head 38,
        snare.rim 40, tom3.head 41, hihat.closed_bow 42, hihat.pedal 44, tom2.head 45, hihat.open_bow 46,
        tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55,
        crash2.bow 57, ride.edge 59
    """,
    "roland-td9": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 31, aux2.head 32, kick 35 36, snare.head 38,
        snare.rim 40, tom3.head 41, hihat.closed_bow 42, tom3.rim 43, hihat.pedal 44, tom2.head 45,
        hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51, crash2.edge
        52, ride.bell 53, crash1.edge 55, crash2.bow 57, ride.edge 59
    """,
    "roland-v71": """
        hihat.closed_edge 22, hihat.open_edge 26, aux1.head 27, aux1.rim 28, aux2.head 29, aux2.rim 30,
        aux3.head 31, aux3.rim 32, aux4.head 33, aux4.rim 34, kick 36, snare.xstick 37, snare.head 38,
        tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44,
        tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim 50, ride.bow 51,
        crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge 59
    """,
    "simmons-sd1000": """
        hihat.splash 21, hihat.closed_edge 22, hihat.half_bow 23, hihat.half_edge 24, hihat.open_edge 26,
        kick 36, snare.head 38, tom4.rim 39, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, tom2.head 45, hihat.open_bow 46, tom2.rim 47, tom1.head 48, crash1.bow 49, tom1.rim
        50, ride.bow 51, crash2.edge 52, ride.bell 53, crash1.edge 55, crash2.bow 57, tom3.rim 58, ride.edge
        59
    """,
    "simmons-sd7k": """
        kick 35 36, snare.xstick 37, snare.head 38, snare.rim 40, tom3.head 41 43, hihat.closed_bow 42,
        hihat.pedal 44, tom2.head 45 47, hihat.open_bow 46, tom1.head 48 50, crash1.bow 49, ride.bow 51 59,
        china 52, ride.bell 53, splash 55, crash2.bow 57
    """,
    "simmons-titan": """
        kick 36, snare.head 38, snare.rim 40, tom4.head 41, hihat.closed_bow 42, tom3.head 43, hihat.pedal
        44, tom2.head 45, hihat.open_bow 46, tom1.head 48, crash1.bow 49, ride.bow 51, crash2.bow 57,
        hihat.splash 85, hihat.half_bow 86
    """,
    "yamaha-dtx400": """
        kick 36, snare.xstick 37, snare.head 38, snare.rim 40, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, hihat.open_bow 46, tom2.head 47, tom1.head 48, crash1.bow 49 59, ride.bow 51,
        ride.edge 52, ride.bell 53, crash2.bow 57, hihat.splash 83
    """,
    "yamaha-dtx502": """
        aux1.head 15, aux2.head 16, snare.xstick 27 37, snare.head 31 38, snare.rim 34 40, kick 35 36,
        hihat.closed_bow 42, tom3.head 43, hihat.pedal 44, hihat.open_bow 46, tom2.head 47, tom1.head 48,
        crash1.edge 49, ride.bow 51, ride.edge 52, ride.bell 53, crash1.bell 55, aux3.head 56, crash2.bow
        57, crash1.bow 59, hihat.open_edge 78, hihat.closed_edge 79, hihat.splash 83, hihat.open_bell 85,
        hihat.closed_bell 86
    """,
    "yamaha-dtx700": """
        tom1.rim 15, crash2.bell 16, crash2.bow 17 57, tom2.rim 18 19, tom3.rim 20 23, kick 33 36,
        snare.xstick 37, snare.head 38, snare.rim 40, hihat.closed_bow 42, tom3.head 43, hihat.pedal 44,
        hihat.open_bow 46, tom2.head 47, tom1.head 48, crash1.edge 49, ride.bow 51, ride.edge 52, ride.bell
        53, crash1.bell 55, crash1.bow 59, hihat.open_edge 78, hihat.closed_edge 79, hihat.splash 83
    """,
    "yamaha-dtx900": """
        tom1.rim 14 15, crash2.bow 16 17, tom2.rim 18 19, tom3.rim 20 23, tom4.rim 24 25, snare.xstick 27
        37, snare.head 32 38, snare.rim 34 40, kick 36, tom4.head 41, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, hihat.open_bow 46, tom2.head 47, tom1.head 48, crash1.edge 49 55, ride.bow 51,
        ride.edge 52, ride.bell 53, crash2.edge 57, crash1.bow 59, hihat.open_edge 78, hihat.closed_edge 79,
        hihat.splash 83 85
    """,
    "yamaha-dtxplorer": """
        snare.head 31, kick 33, snare.rim 34, snare.xstick 37, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, hihat.open_bow 46, tom2.head 47, tom1.head 48, crash1.bow 49, ride.bow 51, ride.edge
        52, aux1.head 55, crash1.edge 57, hihat.splash 85
    """,
    "yamaha-dtxpro": """
        kick 35 36, snare.xstick 37, snare.head 38, snare.rim 40, hihat.closed_bow 42, tom3.head 43,
        hihat.pedal 44, hihat.open_bow 46, tom2.head 47, tom1.head 48, crash1.edge 49, ride.bow 51,
        ride.edge 52, ride.bell 53, crash1.bell 55, crash2.edge 57, crash1.bow 59, hihat.open_edge 78,
        hihat.closed_edge 79, hihat.splash 83
    """,
    "yamaha-ead10": """
        kick 36, snare.head 38
    """,
}
"""By kit: zones with their notes; `.choke` is a hand on a cymbal, told as a note."""


def sends(kit_id):
    """Return what a kit sends as a mapping of note to zone."""
    listed = (part.split() for part in SENDS[kit_id].split(","))
    return {int(note): zone for zone, *notes in listed for note in notes}
