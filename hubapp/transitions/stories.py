"""The stories, told in this site's own words at the length of one sitting on the carpet."""

from hubapp.transitions.library import LibraryText
from hubapp.transitions.models import ItemKind

_OURS = "The tale is in the public domain; these words were written for this site."


def _story(slug: str, title: str, words: str, actions: str, source_note: str) -> LibraryText:
    return LibraryText(
        slug=slug,
        title=title,
        words=words.strip().replace("\n", " ").replace("  ", "\n\n"),
        actions=actions.strip(),
        source_note=f"{source_note} {_OURS}",
        kind=ItemKind.STORY,
    )


STORIES = (
    _story(
        "three-billy-goats-gruff",
        "The Three Billy Goats Gruff",
        """
Three billy goats lived on a bare brown hill: a little one, a middle-sized one and a great big one,
and all of them were called Gruff. Over the river the grass was long and green. But to get there
they had to cross a bridge, and under the bridge lived a troll.

The little goat went first. Trip, trap, trip, trap! “Who is that on my bridge?” roared the troll.
“I am coming to eat you up!” “Oh, I am much too small,” said the little goat. “Wait for my brother.
He is bigger.” So the troll let him go.

Then came the middle-sized goat. Trip, trap, trip, trap! “Who is that on my bridge?” roared the
troll. “Wait for my brother,” said the goat. “He is the biggest of us all.” So the troll let him go
too.

Then came the great big goat. TRIP, TRAP, TRIP, TRAP! “I am coming to eat you up!” roared the troll.
“Come along, then,” said the goat. He put down his horns and he ran, and splash! the troll fell into
the river, and the river carried him away.

And the three goats ate green grass all summer long.
""",
        """
Stamp “trip, trap”: softly, louder, as loud as you can.
Roar with the troll.
Shout “splash!”
""",
        "A Norwegian folk tale, written down by Peter Christen Asbjørnsen (died 1885) and Jørgen "
        "Moe (died 1882); in English by George Dasent (died 1896), 1859.",
    ),
    _story(
        "little-red-hen",
        "The Little Red Hen",
        """
A little red hen lived in a farmyard with a cat, a dog and a duck. One morning, scratching in the
dust, she found some grains of wheat. “Who will help me to plant this wheat?” she asked.

“Not I,” said the cat. “Not I,” said the dog. “Not I,” said the duck. “Then I shall do it myself,”
said the little red hen. And she did.

The wheat grew tall and gold. “Who will help me to cut it?” she asked. “Not I,” said the cat. “Not
I,” said the dog. “Not I,” said the duck. “Then I shall do it myself.” And she did.

“Who will help me to carry it to the mill?” “Not I!” “Not I!” “Not I!” So she carried the sack
herself, and came home with flour. “And who will help me to bake the bread?” “Not I!” “Not I!” “Not
I!” So she baked it herself.

Soon the whole yard smelled of warm bread. “Now,” said the little red hen, “who will help me to eat
it?” “I will!” said the cat. “I will!” said the dog. “I will!” said the duck.

“No,” said the little red hen. “My chicks and I shall eat it ourselves.” And they did, every crumb.
""",
        """
Say “Not I!” with the cat, the dog and the duck.
Say “And she did.”
Sniff the warm bread.
""",
        "A folk tale, printed in America in 1874.",
    ),
    _story(
        "enormous-turnip",
        "The Enormous Turnip",
        """
Grandpa planted a turnip seed. “Grow, little turnip,” he said. “Grow sweet and grow strong.” And
the turnip grew. It grew sweet, it grew strong, and it grew enormous.

One day Grandpa went to pull it up. He pulled and he pulled, but the turnip would not come. So he
called Grandma. Grandma held on to Grandpa, Grandpa held on to the turnip, and they pulled and they
pulled, but the turnip would not come.

Grandma called the girl from next door. The girl held on to Grandma, Grandma held on to Grandpa,
and they pulled and they pulled, but the turnip would not come. The girl called the dog. The dog
called the cat. They all held on, and they pulled and they pulled, but still the turnip would not
come.

Then the cat called the mouse. “Me?” said the mouse. “I am only little.” But she took hold of the
cat's tail. And they pulled and they pulled and, POP! Out came the turnip, and everybody fell over
in a heap.

That evening they had turnip soup. There was a bowl for everyone, and the biggest bowl was for the
mouse.
""",
        """
Pull together: “they pulled and they pulled”.
Hold on to one another in a row.
Shout “POP!” and fall down gently.
""",
        "A Russian folk tale, printed by Alexander Afanasyev (died 1871) in 1863.",
    ),
    _story(
        "goldilocks",
        "Goldilocks and the Three Bears",
        """
In a house in the woods lived three bears: a great big bear, a middle-sized bear and a small, wee
bear. One morning their porridge was too hot, so they went for a walk while it cooled.

Along came a girl called Goldilocks. She knocked, but nobody was there, so she walked straight in.
She tasted the big bowl: too hot! She tasted the middle bowl: too cold! She tasted the wee bowl:
just right! And she ate it all up.

She sat in the big chair: too hard! She sat in the middle chair: too soft! She sat in the wee chair:
just right! And crack, it broke. Then she went upstairs. The big bed was too high, the middle bed
was too low, and the wee bed was just right. She fell fast asleep.

Home came the bears. “Somebody has been eating my porridge,” said the wee bear, “and it is all
gone!” “Somebody has been sitting in my chair, and it is broken!” “Somebody has been sleeping in my
bed, and here she is!”

Goldilocks woke up, saw three bears, and ran all the way home. And ever after, she knocked and
waited.
""",
        """
Use a big voice, a middle voice and a wee voice.
Say “just right!” together.
Knock on the floor and wait.
""",
        "Written down by Robert Southey (died 1843), 1837; the girl took the old woman's place "
        "in about 1850, and her name came later still.",
    ),
    _story(
        "gingerbread-boy",
        "The Gingerbread Boy",
        """
An old woman and an old man baked a boy of gingerbread. He had currants for eyes and a smile of
icing. But when the oven was opened, up he jumped and out of the door he ran.

“Stop!” called the old woman and the old man. But the gingerbread boy only laughed. “Run, run, as
fast as you can! You can't catch me, I'm the Gingerbread Boy!”

He ran past a cow. “Stop,” mooed the cow, “you smell good.” But he ran on. He ran past a horse.
“Stop,” neighed the horse, “you look tasty.” But he ran on. Behind him ran the woman, the man, the
cow and the horse. “Run, run, as fast as you can! You can't catch me, I'm the Gingerbread Boy!”

Then he came to a river, and he could not swim. There sat a fox. “Hop on to my tail,” said the fox,
“and I will carry you over.” The water grew deep. “Hop on to my back.” The water grew deeper. “Hop
on to my nose!”

And when he hopped on to the nose, snip, snap, snup! The gingerbread boy was all gone, as
gingerbread should be.
""",
        """
Run on the spot.
Say together “Run, run, as fast as you can!”
Hop to the tail, the back and the nose.
Clap “snip, snap, snup!”
""",
        "Printed in an American children's magazine, St Nicholas, in 1875, with no author named.",
    ),
    _story(
        "henny-penny",
        "Henny-Penny",
        """
Henny-Penny was picking up corn when, plop! something fell on her head. “Goodness me!” she said.
“The sky is falling! I must go and tell the King.”

On the way she met Cocky-Locky. “Where are you going, Henny-Penny?” “The sky is falling, and I am
going to tell the King!” “Then I shall come too,” said Cocky-Locky.

They met Ducky-Daddles. “The sky is falling, and we are going to tell the King!” “Then I shall come
too.” They met Goosey-Poosey. “The sky is falling, and we are going to tell the King!” “Then I shall
come too.” They met Turkey-Lurkey, and he came too.

So along they went, one behind another, until they met Foxy-Woxy. “The King?” said Foxy-Woxy. “I
know a short cut. It goes through my front door.” He smiled, and he had a great many teeth.

Turkey-Lurkey stopped. Goosey-Poosey stopped. Ducky-Daddles and Cocky-Locky stopped. And Henny-Penny
looked up. There was the sky, as high as ever. Something rolled off her head on to the path. It was
an acorn.

“Another day, perhaps,” said Henny-Penny, and they all ran home to tea.
""",
        """
Tap your head: plop!
Say together “The sky is falling!”
Walk in a row, one behind another.
Look up at the sky.
""",
        "A folk tale told in Britain and Denmark, printed by Joseph Jacobs (died 1916) in 1890; "
        "this one has a kinder ending.",
    ),
)
