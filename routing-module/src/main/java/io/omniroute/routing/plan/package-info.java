/** From what a name stands for to whom is asked in which order: strategies, live traffic and affinity put together. */
package io.omniroute.routing.plan;
