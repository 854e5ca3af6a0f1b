/**
 * What administrators may do with configuration: every kind of object with its JSON form and its rules, and the one way to
 * create, change and remove them. Called by the management API, the console and the set-up at start.
 */
package io.omniroute.routing.administration;
