package io.omniroute.persistence.payara;

import fish.payara.arquillian.container.payara.managed.PayaraMicroDeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;

/**
 * The connector of Payara Micro, told where the test servlet is. The original reads it from what the server prints, looks at
 * that twice a second and takes the first look that shows the ports: the list of servlets a few lines further down is then
 * missing whenever the output is read slowly, and every test fails with "ArquillianServletRunnerEE9 not found".
 */
public class PatientPayaraMicro extends PayaraMicroDeployableContainer {
    /** As {@code arquillian-protocol-servlet-jakarta} calls the servlet that it adds to the archive. */
    private static final String TEST_SERVLET = "ArquillianServletRunnerEE9";

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        ProtocolMetaData told = new ProtocolMetaData();
        for (HTTPContext http : super.deploy(archive).getContexts(HTTPContext.class)) {
            told.addContext(new HTTPContext(http.getHost(), http.getPort())
                    .add(new Servlet(TEST_SERVLET, contextRoot(archive))));
        }
        return told;
    }

    /** As Payara Micro derives it: the file's name without its ending. */
    private static String contextRoot(Archive<?> archive) {
        String file = archive.getName();
        return "/" + file.substring(0, file.lastIndexOf('.'));
    }
}
