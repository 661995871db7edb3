<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>of %Ln garment(s)</source>
        <extracomment>after the large number of finished garments: &quot;412&quot; &quot;of 450 garments&quot;</extracomment>
        <translation>
            <numerusform>of %Ln garment</numerusform>
            <numerusform>of %Ln garments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>garment(s)</source>
        <extracomment>after the large number of finished garments, when no target is known</extracomment>
        <translation>
            <numerusform>garment</numerusform>
            <numerusform>garments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s) present</source>
        <extracomment>how many are signed in at the line</extracomment>
        <translation>
            <numerusform>%Ln person present</numerusform>
            <numerusform>%Ln people present</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more call(s)</source>
        <extracomment>beside the calls that have room: so many others wait too</extracomment>
        <translation>
            <numerusform>%Ln more call</numerusform>
            <numerusform>%Ln more calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{some} of %Ln piece(s)</source>
        <extracomment>fewer pieces than the bundle holds: &quot;12 of 20 pieces&quot;</extracomment>
        <translation>
            <numerusform>{some} of %Ln piece</numerusform>
            <numerusform>{some} of %Ln pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <extracomment>how long to wait before the next try: &quot;30 seconds&quot;</extracomment>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <extracomment>how long to wait before the next try: &quot;4 minutes&quot;</extracomment>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s)</source>
        <extracomment>a count of pieces: &quot;20 pieces&quot;</extracomment>
        <translation>
            <numerusform>%Ln piece</numerusform>
            <numerusform>%Ln pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scan(s)</source>
        <extracomment>a count of scans: &quot;120 scans&quot;</extracomment>
        <translation>
            <numerusform>%Ln scan</numerusform>
            <numerusform>%Ln scans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s) ago</source>
        <extracomment>how old something is: &quot;4 seconds ago&quot;</extracomment>
        <translation>
            <numerusform>%Ln second ago</numerusform>
            <numerusform>%Ln seconds ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <extracomment>how old something is: &quot;4 minutes ago&quot;</extracomment>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s) came back to be mended, and will pay once that is done.</source>
        <extracomment>pieces that an inspector has sent back</extracomment>
        <translation>
            <numerusform>%Ln piece came back to be mended, and will pay once that is done.</numerusform>
            <numerusform>%Ln pieces came back to be mended, and will pay once that is done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Somebody saw %Ln piece(s) as your work. A supervisor has to confirm it.</source>
        <extracomment>work that nobody scanned, and somebody else has reported</extracomment>
        <translation>
            <numerusform>Somebody saw %Ln piece as your work. A supervisor has to confirm it.</numerusform>
            <numerusform>Somebody saw %Ln pieces as your work. A supervisor has to confirm it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s) will pay once the office has set a rate for this work.</source>
        <translation>
            <numerusform>%Ln piece will pay once the office has set a rate for this work.</numerusform>
            <numerusform>%Ln pieces will pay once the office has set a rate for this work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s) do not count: the bundle did not need them any more.</source>
        <extracomment>pieces that a bundle did not need any more</extracomment>
        <translation>
            <numerusform>%Ln piece does not count: the bundle did not need it any more.</numerusform>
            <numerusform>%Ln pieces do not count: the bundle did not need them any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s) were rejected because of this work, and are not paid.</source>
        <translation>
            <numerusform>%Ln piece was rejected because of this work, and is not paid.</numerusform>
            <numerusform>%Ln pieces were rejected because of this work, and are not paid.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A supervisor looked at %Ln piece(s) and refused to pay.</source>
        <translation>
            <numerusform>A supervisor looked at %Ln piece and refused to pay.</numerusform>
            <numerusform>A supervisor looked at %Ln pieces and refused to pay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln piece(s) will pay once a supervisor has agreed.</source>
        <extracomment>before the reasons of `HELD`: pieces that a supervisor has to look at</extracomment>
        <translation>
            <numerusform>%Ln piece will pay once a supervisor has agreed.</numerusform>
            <numerusform>%Ln pieces will pay once a supervisor has agreed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln good piece(s) at {rate} each: {amount}</source>
        <extracomment>how a line&apos;s pay is reckoned: &quot;17 good pieces at ₱1.25 each: ₱21.25&quot;</extracomment>
        <translation>
            <numerusform>%Ln good piece at {rate} each: {amount}</numerusform>
            <numerusform>%Ln good pieces at {rate} each: {amount}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln ply(s)</source>
        <extracomment>layers of fabric: &quot;30 plies&quot;</extracomment>
        <translation>
            <numerusform>%Ln ply</numerusform>
            <numerusform>%Ln plies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bundle(s)</source>
        <extracomment>tied pieces: &quot;5 bundles&quot;</extracomment>
        <translation>
            <numerusform>%Ln bundle</numerusform>
            <numerusform>%Ln bundles</numerusform>
        </translation>
    </message>
</context>
</TS>
