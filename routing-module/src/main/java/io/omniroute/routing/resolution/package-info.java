/** From the model name a client wrote to the vendor models and accounts that may answer. Pure; reads the snapshot only. */
package io.omniroute.routing.resolution;
