/** Keeps the settings of the installation. */
package io.omniroute.persistence.settings;
