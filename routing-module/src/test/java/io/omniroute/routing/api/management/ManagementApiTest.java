package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.NormalScope;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ManagementApiTest {
    /** Through a client proxy Jersey sees neither type argument nor media type, and may prefer JSON-B's reader. */
    @Test
    void noReaderIsBehindAClientProxy() {
        assertThat(ManagementApi.providers())
                .filteredOn(MessageBodyReader.class::isAssignableFrom)
                .isNotEmpty()
                .allSatisfy(reader -> assertThat(reader.getAnnotations()).noneMatch(annotation -> Arrays.stream(
                                annotation.annotationType().getAnnotations())
                        .anyMatch(NormalScope.class::isInstance)));
    }
}
