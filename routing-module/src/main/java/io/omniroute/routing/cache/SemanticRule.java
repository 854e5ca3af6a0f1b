package io.omniroute.routing.cache;

/**
 * Whether answers are given again to requests that ask the same in other words.
 *
 * @param threshold the cosine of two questions from which on they count as the same
 */
public record SemanticRule(boolean enabled, double threshold) {
    /** Below, questions that have only their subject in common would count as the same. */
    public static final double LOWEST = 0.80;

    public static final double HIGHEST = 1.0;
    public static final SemanticRule OFF = new SemanticRule(false, 0.95);

    public SemanticRule {
        if (!(threshold >= LOWEST && threshold <= HIGHEST)) {
            throw new IllegalArgumentException(
                    "threshold must be from " + LOWEST + " to " + HIGHEST + ": " + threshold);
        }
    }
}
