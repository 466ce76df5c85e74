"""Letters of other scripts that look like Latin ones (from Unicode's confusables.txt, the part that reads as text)."""

import re

_PAIRS = (
    # Cyrillic
    "\u0410A \u0412B \u0415E \u041aK \u041cM \u041dH \u041eO \u0420P \u0421C \u0422T \u0425X \u0423Y "
    "\u0405S \u0406I \u0408J "
    "\u0430a \u0432b \u0435e \u0451e \u043ak \u043eo \u0440p \u0441c \u0443y \u0445x \u0455s \u0456i "
    "\u0457i \u0458j \u0501d "
    "\u051bq \u051dw \u04bbh \u04cfl \u04c0I \u0433r \u043fn \u0442t \u043dh \u043cm \u0438u \u0475v "
    "\u04afy \u04b1y \u0491r "
    # Greek
    "\u0391A \u0392B \u0395E \u0396Z \u0397H \u0399I \u039aK \u039cM \u039dN \u039fO \u03a1P \u03a4T "
    "\u03a5Y \u03a7X "
    "\u03b1a \u03b2b \u03b5e \u03b7n \u03b9i \u03bak \u03bdv \u03bfo \u03c1p \u03c3o \u03c4t \u03c5u "
    "\u03c7x \u03c9w \u03b3y "
    "\u03aca \u03ade \u03aen \u03afi \u03cco \u03cdu \u03f2c \u03f3j "
    # Armenian, Cherokee, Coptic and Lisu, as far as they pass for Latin
    "\u0585o \u057du \u0578n \u0570h \u0581g \u0566q \u0561w \u13aaA \u13a0D \u13acE \u13bbH \u13abJ "
    "\u13e2P \u13a2R \u13d4W "
    "\u13dfC \u13b7M \u13deL \u13daS \u13a7T \u13c0G \u13c3Z \u2c9fo \u2ca3p \u2ca5c \u2c81a \u2c89e "
    "\ua4d0B \ua4d1P \ua4d3D "
    # Latin letters of phonetic alphabets and small capitals
    "\u0251a \u0261g \u0269i \u026ai \u0280r \u0299b \u029ch \u029fl \u0274n \u028fy \u0262g \u1d00a "
    "\u1d04c \u1d05d \u1d07e \u1d0aj "
    "\u1d0bk \u1d0dm \u1d0fo \u1d18p \u1d1bt \u1d1cu \u1d20v \u1d21w \u1d22z \ua730f \ua731s \u1d26r "
    "\u025be \u0254o \u028bu "
)
LOOK_ALIKES = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
FOREIGN = re.compile(f"[{''.join(pair[0] for pair in _PAIRS.split())}]")
