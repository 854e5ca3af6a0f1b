/** What was used: one record a call, journalled on disk first, then kept in the ledger. */
package io.omniroute.routing.usage;
