package dev.gradstream.dashboard;

/**
 * Metrics of Flink's own that dashboards and alerts show, as its Prometheus reporter names them.
 */
public enum FlinkMetric {
    BUSY("flink_taskmanager_job_task_busyTimeMsPerSecond"),
    IDLE("flink_taskmanager_job_task_idleTimeMsPerSecond"),
    BACK_PRESSURED("flink_taskmanager_job_task_backPressuredTimeMsPerSecond"),
    PENDING_RECORDS("flink_taskmanager_job_task_operator_pendingRecords"),
    HEAP_USED("flink_taskmanager_Status_JVM_Memory_Heap_Used"),
    CHECKPOINTS_COMPLETED("flink_jobmanager_job_numberOfCompletedCheckpoints"),
    CHECKPOINTS_FAILED("flink_jobmanager_job_numberOfFailedCheckpoints"),
    CHECKPOINT_DURATION("flink_jobmanager_job_lastCheckpointDuration"),
    CHECKPOINT_SIZE("flink_jobmanager_job_lastCheckpointSize"),
    RESTARTS("flink_jobmanager_job_numRestarts");

    private final String prometheus;

    FlinkMetric(String prometheus) {
        this.prometheus = prometheus;
    }

    /** As Prometheus knows it. */
    public String prometheus() {
        return prometheus;
    }
}
