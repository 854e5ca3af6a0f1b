/** What happens once at start: the first login and key, and the configuration file. */
package io.omniroute.routing.setup;
