/** Reading the JSON of administrators: typed access with field paths, and the one refusal that names a field. */
package io.omniroute.routing.json;
