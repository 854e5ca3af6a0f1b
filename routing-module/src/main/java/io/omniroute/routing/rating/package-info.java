/** Charges past calls anew after a price was put right: by entries beside the records, which are never changed. */
package io.omniroute.routing.rating;
