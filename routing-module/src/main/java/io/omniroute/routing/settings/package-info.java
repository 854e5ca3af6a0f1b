/** Switches of the whole installation that administrators set at run time. */
package io.omniroute.routing.settings;
