package org.apache.flink.container.entrypoint;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.DefaultPackagedProgramRetriever;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.entrypoint.ClusterEntrypointUtils;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/**
 * Stands in for the class of Flink's distribution by this name, which is not at hand as an artifact everywhere: a
 * JobManager in application mode, with the arguments of {@code standalone-job}.
 */
public final class StandaloneApplicationClusterEntryPoint extends ApplicationClusterEntryPoint {
    private StandaloneApplicationClusterEntryPoint(Configuration configuration, PackagedProgram program) {
        super(configuration, program, StandaloneResourceManagerFactory.getInstance());
    }

    public static void main(String[] arguments) throws Exception {
        Configuration dynamic = new Configuration();
        List<String> program = new ArrayList<>();
        String configDir = null;
        String jobClass = null;
        SavepointRestoreSettings restore = SavepointRestoreSettings.none();
        int i = 0;
        for (; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--configDir" -> configDir = arguments[++i];
                case "--job-classname" -> jobClass = arguments[++i];
                case "--fromSavepoint" ->
                        restore =
                                SavepointRestoreSettings.forPath(
                                        arguments[++i],
                                        false,
                                        StateRecoveryOptions.RESTORE_MODE.defaultValue());
                case "-D" -> {
                    String[] setting = arguments[++i].split("=", 2);
                    dynamic.setString(setting[0], setting[1]);
                }
                default -> program.add(arguments[i]);
            }
        }

        Configuration configuration = GlobalConfiguration.loadConfiguration(configDir, dynamic);
        configuration.set(DeploymentOptions.TARGET, "embedded");
        SavepointRestoreSettings.toConfiguration(restore, configuration);
        File usrlib = ClusterEntrypointUtils.tryFindUserLibDirectory().orElse(null);
        PackagedProgram packaged =
                DefaultPackagedProgramRetriever.create(
                                usrlib, jobClass, program.toArray(String[]::new), configuration)
                        .getPackagedProgram();
        configureExecution(configuration, packaged);
        ClusterEntrypoint.runClusterEntrypoint(
                new StandaloneApplicationClusterEntryPoint(configuration, packaged));
    }
}
