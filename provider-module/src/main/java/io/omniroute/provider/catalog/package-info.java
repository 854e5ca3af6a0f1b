/** What the gateway knows about vendors before anyone adds an account: addresses, formats, models, limits, prices. */
package io.omniroute.provider.catalog;
