/** Which addresses may call: the lists of an administrator, and bans for those who try one key after the other. */
package io.omniroute.routing.ipfilter;
