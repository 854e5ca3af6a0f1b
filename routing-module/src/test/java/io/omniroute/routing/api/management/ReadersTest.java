package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.NormalScope;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import org.junit.jupiter.api.Test;

class ReadersTest {
    /** Jersey reads {@code @Consumes} and the type argument from the instance's class, which a proxy's class lacks. */
    @Test
    void noReaderOrWriterHidesBehindACdiProxy() {
        assertThat(ManagementApi.providers())
                .contains(BodyReader.class)
                .filteredOn(type -> MessageBodyReader.class.isAssignableFrom(type)
                        || MessageBodyWriter.class.isAssignableFrom(type))
                .allSatisfy(type -> assertThat(type.getAnnotations())
                        .noneMatch(scope -> scope instanceof ApplicationScoped
                                || scope.annotationType().isAnnotationPresent(NormalScope.class)));
    }
}
