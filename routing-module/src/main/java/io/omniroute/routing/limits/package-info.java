/**
 * How fast keys and connections may be used: requests and tokens per minute, gaps, concurrency with a queue, and what vendors
 * say about their own limits; and the last look at keys and accounts behind the queues. Asked by the gateway as a call guard and an attempt guard.
 */
package io.omniroute.routing.limits;
