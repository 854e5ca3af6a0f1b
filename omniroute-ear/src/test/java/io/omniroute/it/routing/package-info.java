/** Accounts that fail, rest and come back, in the running application. */
package io.omniroute.it.routing;
