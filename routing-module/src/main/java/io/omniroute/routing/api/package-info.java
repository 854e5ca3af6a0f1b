/** What the resources of the inference API share with the filter of chat calls. */
package io.omniroute.routing.api;
