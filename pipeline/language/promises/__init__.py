"""What a text promises: numbers, milestones, promises held against something else."""
