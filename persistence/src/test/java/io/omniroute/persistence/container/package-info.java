/** The adapters inside Payara Micro, on either database: wiring, transactions, migrations. */
package io.omniroute.persistence.container;
