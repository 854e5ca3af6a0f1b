package io.omniroute.persistence.container;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omniroute.migrations.Migrations;
import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.provider.store.Store;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import java.io.File;
import java.net.URI;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.postgresql.ds.PGSimpleDataSource;

/** The persistence module as it travels in a WAR, with the data source of a test. */
final class TestArchives {
    /** Their beans need the rest of the application. */
    private static final String NO_BEANS = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="none"/>
            """;

    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <data-source>
                <name>java:app/jdbc/omniroute</name>
                <class-name>%s</class-name>
                <url>%s</url>
                <user>%s</user>
                <password>%s</password>
              </data-source>
            </web-app>
            """;

    private TestArchives() {}

    static WebArchive persistence(String dataSourceClass, String url, String user, String password) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "persistence-it.war")
                .addPackage(TestArchives.class.getPackage())
                .addPackage(Samples.class.getPackage())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .setWebXML(new StringAsset(WEB_XML.formatted(dataSourceClass, url, user, password)))
                .addAsLibrary(library(JpaStore.class))
                .addAsLibrary(library(Migrations.class))
                .addAsLibrary(withoutBeans(Store.class))
                .addAsLibrary(withoutBeans(ConfigurationVersion.class));
        for (Class<?> each : new Class<?>[] {
            Flyway.class,
            PostgreSQLDatabaseType.class,
            PGSimpleDataSource.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            Assertions.class,
            ByteBuddy.class
        }) {
            war.addAsLibrary(library(each));
        }
        return war;
    }

    private static JavaArchive withoutBeans(Class<?> member) {
        return library(member).addAsManifestResource(new StringAsset(NO_BEANS), "beans.xml");
    }

    /** The jar that a class comes from, or the folder of its module when Maven did not package it. */
    private static JavaArchive library(Class<?> member) {
        File location = new File(URI.create(
                member.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (location.isFile()) {
            return ShrinkWrap.create(ZipImporter.class, location.getName())
                    .importFrom(location)
                    .as(JavaArchive.class);
        }
        return ShrinkWrap.create(ExplodedImporter.class, member.getSimpleName() + ".jar")
                .importDirectory(location)
                .as(JavaArchive.class);
    }
}
