/** Combos: names that stand for several models, how one of them is chosen, and how they are kept. Knows nothing of calls. */
package io.omniroute.routing.combo;
