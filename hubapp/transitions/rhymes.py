"""The rhymes, in the words sung today; all were in print by 1852 at the latest."""

from hubapp.transitions.library import LibraryText
from hubapp.transitions.models import ItemKind

_ANONYMOUS = "Nobody knows who made it, and no copyright in the words is left."


def _rhyme(slug: str, title: str, words: str, actions: str, source_note: str) -> LibraryText:
    return LibraryText(
        slug=slug,
        title=title,
        words=words.strip(),
        actions=actions.strip(),
        source_note=source_note,
        kind=ItemKind.RHYME,
    )


RHYMES = (
    _rhyme(
        "baa-baa-black-sheep",
        "Baa, Baa, Black Sheep",
        """
Baa, baa, black sheep,
Have you any wool?
Yes, sir, yes, sir,
Three bags full.

One for the master,
And one for the dame,
And one for the little boy
Who lives down the lane.
""",
        """
Nod your head like a sheep.
Hold up three fingers.
Hand out the bags: one, two, three.
Walk two fingers down your arm.
""",
        f"Printed in London in about 1744. {_ANONYMOUS}",
    ),
    _rhyme(
        "hickory-dickory-dock",
        "Hickory, Dickory, Dock",
        """
Hickory, dickory, dock,
The mouse ran up the clock.
The clock struck one,
The mouse ran down,
Hickory, dickory, dock.
""",
        """
Swing your arm like a pendulum.
Run your fingers up the other arm.
Clap once.
Run your fingers down again.
Swing your arm.
""",
        f"Printed in London in 1744. {_ANONYMOUS}",
    ),
    _rhyme(
        "twinkle-twinkle-little-star",
        "Twinkle, Twinkle, Little Star",
        """
Twinkle, twinkle, little star,
How I wonder what you are!
Up above the world so high,
Like a diamond in the sky.

When the blazing sun is gone,
When he nothing shines upon,
Then you show your little light,
Twinkle, twinkle, all the night.
""",
        """
Open and close your hands.
Look up and wonder.
Stretch as high as you can.
Make a diamond with your fingers.
Make a round sun with your arms and let it sink.
Open and close your hands.
""",
        "By Jane Taylor, who died in 1824; printed in London in 1806 as “The Star”. Copyright in "
        "it has long ended.",
    ),
    _rhyme(
        "humpty-dumpty",
        "Humpty Dumpty",
        """
Humpty Dumpty sat on a wall,
Humpty Dumpty had a great fall.
All the king's horses and all the king's men
Couldn't put Humpty together again.
""",
        """
Sit up tall.
Roll over sideways.
Gallop with your hands.
Shake your head slowly.
""",
        f"Printed in London in 1797, in words a little different from today's. {_ANONYMOUS}",
    ),
    _rhyme(
        "row-row-row-your-boat",
        "Row, Row, Row Your Boat",
        """
Row, row, row your boat,
Gently down the stream.
Merrily, merrily, merrily, merrily,
Life is but a dream.
""",
        """
Sit facing a friend and hold hands.
Rock forwards and backwards.
Rock a little faster.
Lay your cheek on your hands.
""",
        f"The words were printed in America in 1852. {_ANONYMOUS}",
    ),
    _rhyme(
        "jack-and-jill",
        "Jack and Jill",
        """
Jack and Jill went up the hill
To fetch a pail of water;
Jack fell down and broke his crown,
And Jill came tumbling after.

Up Jack got, and home did trot,
As fast as he could caper;
He went to bed to mend his head
With vinegar and brown paper.
""",
        """
Climb with your hands, one over the other.
Lift a heavy pail.
Pat your head, then fall gently.
Roll your arms.
Trot on the spot.
Lie down and wrap up your head.
""",
        f"Printed in London in about 1765; the second verse is a little younger. {_ANONYMOUS}",
    ),
    _rhyme(
        "hey-diddle-diddle",
        "Hey Diddle Diddle",
        """
Hey diddle diddle,
The cat and the fiddle,
The cow jumped over the moon.
The little dog laughed
To see such fun,
And the dish ran away with the spoon.
""",
        """
Play a fiddle.
Jump over the moon.
Hold your tummy and laugh.
Run on the spot with a friend.
""",
        f"Printed in London in about 1765. {_ANONYMOUS}",
    ),
    _rhyme(
        "polly-put-the-kettle-on",
        "Polly Put the Kettle On",
        """
Polly, put the kettle on,
Polly, put the kettle on,
Polly, put the kettle on,
We'll all have tea.

Sukey, take it off again,
Sukey, take it off again,
Sukey, take it off again,
They've all gone away.
""",
        """
Lift a heavy kettle on to the stove.
Pour the tea and drink it.
Lift the kettle off again.
Wave goodbye.
""",
        f"Known in print by about 1803. {_ANONYMOUS}",
    ),
    _rhyme(
        "one-two-buckle-my-shoe",
        "One, Two, Buckle My Shoe",
        """
One, two,
Buckle my shoe;
Three, four,
Knock at the door;
Five, six,
Pick up sticks;
Seven, eight,
Lay them straight;
Nine, ten,
A big fat hen.
""",
        """
Show the numbers with your fingers.
Touch your shoe.
Knock on the floor.
Pick up sticks.
Lay them in a row.
Flap your elbows.
""",
        f"Printed in London in 1805. {_ANONYMOUS}",
    ),
    _rhyme(
        "pat-a-cake",
        "Pat-a-Cake",
        """
Pat-a-cake, pat-a-cake, baker's man,
Bake me a cake as fast as you can.
Pat it and prick it and mark it with B,
And put it in the oven for baby and me.
""",
        """
Clap your hands together.
Clap faster.
Pat one palm, prick it with a finger, draw a B.
Slide the cake into the oven.
""",
        f"Lines of it were printed in a play of 1698. {_ANONYMOUS}",
    ),
)
