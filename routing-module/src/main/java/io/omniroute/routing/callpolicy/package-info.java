/** The policies that hold for every call: who may come in, and what is changed in what they send. A part of the snapshot. */
package io.omniroute.routing.callpolicy;
