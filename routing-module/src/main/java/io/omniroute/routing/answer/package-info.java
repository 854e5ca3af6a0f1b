/** Answers that are kept to be given again. Values only. */
package io.omniroute.routing.answer;
