/**
 * Holds calls to their budgets: what a call may cost is reserved before it goes anywhere and settled when it is over, in
 * memory; the ledger is read only beside the road, to begin with the right sums and to hear of other nodes.
 */
package io.omniroute.routing.spending;
