"""Words that say how something is asked, not what; and those that ask for the largest, or for each of something.

`average`, `not`, `without`, `growth` or `forecast` are no stop words: they change what is asked.
"""

ALWAYS = frozenset(
    (
        "how many much what is are was were be the a an of in on for to do does did we our us you i me my "
        "show give tell list get have had there number total count overall please can could would like know "
        "want see need it its this that these those with from by per each all any come go up at as currently "
        "now right moment so far s t re customer account client company amount figure value our out many "
        "which who whose where when and or vs versus compare compared difference differ different between "
        "split break broken down breakdown grouped group across against than over during made make happened "
        "happen look lately ever altogether about because due run"
    ).split()
)
LARGEST = frozenset("most highest largest biggest top best greatest maximum longest".split())
SMALLEST = frozenset("least lowest smallest fewest worst minimum bottom".split())
SPLITS = frozenset("by per across between each every among".split())
