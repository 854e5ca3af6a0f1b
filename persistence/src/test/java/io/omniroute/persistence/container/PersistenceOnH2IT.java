package io.omniroute.persistence.container;

import java.nio.file.Path;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class PersistenceOnH2IT extends PersistenceContract {
    @Deployment
    static WebArchive deployment() {
        Path file = Path.of("target", "it", UUID.randomUUID().toString()).toAbsolutePath();
        return TestArchives.persistence("org.h2.jdbcx.JdbcDataSource", "jdbc:h2:file:" + file, "sa", "sa");
    }
}
