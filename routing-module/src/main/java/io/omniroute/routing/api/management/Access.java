package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the methods of a resource need; on a method it overrides the class. A resource method without it is refused. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Access {
    /** For GET and HEAD. */
    Permission read();

    /** For everything else. */
    Permission write();
}
