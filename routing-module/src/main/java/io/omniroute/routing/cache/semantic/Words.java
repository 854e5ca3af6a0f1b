package io.omniroute.routing.cache.semantic;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** English words by what they do to a question, and the negations of its neighbours. Pure. */
final class Words {
    static final Map<String, String> CLOSING_QUOTES =
            Map.of("```", "```", "`", "`", "\"", "\"", "“", "”", "„", "“", "«", "»", "»", "«");

    private static final Set<String> NEGATIONS = set(
            "not no never none nobody nothing nowhere neither nor cannot without hardly dont doesnt didnt isnt arent wasnt"
                    + " cant wont wouldnt shouldnt couldnt havent hasnt"
                    + " nicht kein keine keinen keinem keiner nie niemals ohne ne pas jamais sans aucun aucune sin nunca jamás"
                    + " ningún ninguna non senza mai nessun nessuna não nem sem niet geen nooit zonder");

    private static final Set<String> NUMBERS = set(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
                    + " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
                    + " dozen half quarter third once twice thrice double triple single first second fourth fifth last next"
                    + " previous");

    /** Opposites, and words that set a limit or ask for another thing. */
    private static final Set<String> TURNING = set(
            "before after until since during above below over under up down left right in out on off north south east west"
                    + " inside outside front back top bottom near far early late earlier later former latter past future"
                    + " yesterday today tomorrow now then always sometimes often rarely only except unless but instead versus vs"
                    + " more less most least fewer fewest better best worse worst bigger biggest smaller smallest larger largest"
                    + " higher highest lower lowest longer longest shorter shortest faster fastest slower slowest older oldest"
                    + " newer newest younger youngest cheaper cheapest heavier lighter many few all any some every each both"
                    + " either big small large little high low long short fast slow old new young cheap expensive heavy light"
                    + " hot cold warm cool hard soft easy difficult simple complex strong weak rich poor full empty open close"
                    + " opened closed shut good bad true false right wrong safe dangerous legal male female man woman men women"
                    + " boy girl he she him her his hers increase decrease raise reduce add subtract remove delete insert"
                    + " multiply divide enable activate allow deny permit forbid accept reject include exclude start stop begin"
                    + " end finish open close lock buy sell borrow lend give take send receive push pull import export encode"
                    + " decode encrypt decrypt compress extract pack install upgrade update downgrade maximum minimum max min"
                    + " maximize minimize pros cons advantages advantage benefits benefit risks risk drawbacks win lose love"
                    + " hate like accept refuse create destroy build break show hide expand collapse public private positive"
                    + " negative even odd absolute relative formal informal ascending descending asc desc forward backward"
                    + " horizontal vertical serial parallel sync async input output read write upload client server when"
                    + " where why who whom whose should must may");

    private static final Set<String> FUNCTION = set(
            "a an the of to for at by with and or as is are was were be been being am do does did can could would will shall"
                    + " might i me my mine we us our you your it its this that these those there here what which how what's"
                    + " that's it's i'm i'd i've there's please tell explain give want need would'd let's so just also very"
                    + " really have has had get got");

    private static final Set<String> I = set("i i'm i'd i've i'll");

    private Words() {}

    static boolean isNegation(String word) {
        return word.endsWith("n't") || NEGATIONS.contains(word);
    }

    /** Whether another question is asked when this word is another; or not there. */
    static boolean turnsMeaning(String word) {
        return isListed(word)
                || word.indexOf('-') > 0 && Stream.of(word.split("-")).anyMatch(Words::isListed)
                || isDenial(word);
    }

    private static boolean isListed(String word) {
        return NUMBERS.contains(word) || TURNING.contains(word) || TURNING.contains(singular(word));
    }

    /** As "unsafe" and "harmless" are; "understand" is taken for one too, and must be in both. */
    private static boolean isDenial(String word) {
        return word.length() > 5
                && (Stream.of("un", "in", "im", "ir", "il", "dis", "non", "anti", "mis", "de")
                                .anyMatch(word::startsWith)
                        || word.endsWith("less")
                        || word.endsWith("free"));
    }

    static boolean isI(String word) {
        return I.contains(word);
    }

    /** Whether it carries no meaning of its own. */
    static boolean isFunction(String word) {
        return FUNCTION.contains(word);
    }

    static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    private static Set<String> set(String words) {
        return Set.copyOf(java.util.Arrays.asList(words.split(" ")));
    }
}
