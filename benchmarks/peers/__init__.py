"""The small job as other tools do it, each as its documentation says and in an environment of its own.

A script takes the folder of the job, prints what its tool has to say and ends with the line of counts that all share.
"""
