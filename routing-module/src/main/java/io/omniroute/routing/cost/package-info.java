/** What calls cost: dated prices and the arithmetic. */
package io.omniroute.routing.cost;
