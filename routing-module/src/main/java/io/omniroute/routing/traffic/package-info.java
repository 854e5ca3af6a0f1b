/** What is going on now at accounts and at the steps of combos: live counters without locks, in memory, fed by the attempts. */
package io.omniroute.routing.traffic;
