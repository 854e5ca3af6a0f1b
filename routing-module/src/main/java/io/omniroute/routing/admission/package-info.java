/**
 * Who has a say before a call goes anywhere, and hears what it came to: limits of a key, budgets. Guards are beans; {@code
 * gateway} asks them all.
 */
package io.omniroute.routing.admission;
