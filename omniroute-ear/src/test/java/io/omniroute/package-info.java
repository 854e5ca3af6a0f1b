/** Tests of the whole: who may use whom, and below, the built jar run as its users run it. */
package io.omniroute;
