/**
 * Every client format against every vendor format: the vendors' official SDKs call the running gateway, behind it stand
 * vendors as strict as the real ones.
 */
package io.omniroute.it.matrix;
