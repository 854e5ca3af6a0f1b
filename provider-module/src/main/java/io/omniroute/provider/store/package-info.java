/** The shape shared by every port that keeps configuration objects. Declared here, implemented by persistence. */
package io.omniroute.provider.store;
